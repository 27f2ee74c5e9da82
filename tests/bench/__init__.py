"""The bench's own claims about the product, without its clock."""
