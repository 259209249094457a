"""Laws of plans and contacts: good plans, bad ones, and which law finds which."""
