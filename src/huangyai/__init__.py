"""Huangyai (ห่วงใย): a municipality protects its people together with them."""
