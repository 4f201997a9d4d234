"""The sender of the practice workspace: a fictional firm whose offer fits most trades."""

from domain.profile import Profile


def practice_profile() -> Profile:
    """The filled profile that a practice workspace starts with."""
    return Profile(
        sender_name="Dana Whitlock",
        sender_title="Founder",
        sender_email="dana.whitlock@lanternfield.example",
        company="Lanternfield Energy Audits",
        website="https://www.lanternfield.example",
        postal_address="118 Harbor Mill Road, Suite 4, Rochester, NY 14604",
        offer="check energy bills and equipment for waste, and are paid only out of what the check saves",
        proof_points=(
            "We have audited more than 600 buildings since 2014.",
            "Our median client pays 11 percent less for energy after the first year.",
            "An audit takes one visit of about two hours and a year of bills.",
        ),
        home_region="New York",
    )
