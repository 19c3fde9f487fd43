{{- define "jeton.name" -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | replace "jeton-jeton" "jeton" | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- define "jeton.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "jeton.labels" -}}
{{ include "jeton.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}
