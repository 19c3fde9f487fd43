resource "jeton_project" "shop" {
  name        = "shop"
  description = "The web shop"
}

# What is granted on `shop` also holds here.
resource "jeton_project" "payments" {
  name = "${jeton_project.shop.name}.payments"
}
