"""The expressions of both CEL engines."""

__all__ = ["AGAINST", "ALLOWED"]

_EXCLUDED = "x.category in ['hygiene', 'perishable', 'gift_card']"

ALLOWED = f"items.map(x, in_time && !({_EXCLUDED}) && (!x.final_sale || x.fault) && x.left > 0)"
AGAINST = (
    "items.map(x, (in_time ? [] : ['window_closed'])"
    f" + ({_EXCLUDED} ? ['category_excluded'] : [])"
    " + (x.final_sale && !x.fault ? ['final_sale'] : [])"
    " + (x.left > 0 ? [] : ['already_returned']))"
)
