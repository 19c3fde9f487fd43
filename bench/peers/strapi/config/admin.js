const secret = "for-this-bench-alone";

module.exports = {
  auth: { secret },
  apiToken: { salt: secret },
  transfer: { token: { salt: secret } },
  secrets: { encryptionKey: secret },
  serveAdminPanel: false,
};
