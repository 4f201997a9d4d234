"""What practice prospects say once a conversation runs: to offered times, to answered questions."""

PICKS: tuple[str, ...] = (
    "{slot} works for me.",
    "Let's do {slot}.",
    "{slot} is fine. Please send an invite.",
    "I can make {slot}. Talk to you then.",
    "{slot} suits me best, I have put it in my calendar.",
    "Of those I would take {slot}.",
    "Perfect, {slot} it is. You can reach me at my desk.",
    "Let's say {slot}. Will you call me?",
    "{slot} please. Half an hour should be enough.",
    "I'll take {slot}.",
)

NONE_FITS: tuple[str, ...] = (
    "None of those work, I'm afraid. Do you have anything later in the week?",
    "I'm tied up at all of these times. Could you offer some in the week after?",
    "Those are all bad for me. Early mornings are better, before nine if you can.",
    "Sorry, we have our inventory on those days. What else do you have?",
)

ASKS_FOR_TIMES: tuple[str, ...] = (
    "Thanks, that answers it. When could we talk?",
    "Good, that is what I wanted to know. Please send me two or three times for a call.",
    "Okay, that makes sense. Let's have a call, what times do you have?",
    "Thank you for the quick answer. I'd like to go through it on the phone, can you suggest a time?",
    "That helps. I'm in for a short call, when are you free?",
    "Clear. Send me some times and I'll pick one.",
    "Fair enough. Let's talk, I am fairly open {day}.",
    "Sounds reasonable. Could you offer me a few times?",
)

DECLINES_AFTER_ALL: tuple[str, ...] = (
    "Thanks for explaining. I don't think it is for us after all.",
    "I see. That is more than we want to take on right now, so we will pass.",
    "Thank you for the details. We talked it over and decided not to go ahead.",
    "Understood. It isn't what I was hoping for, so no need to take it further.",
    "Thanks, but having read that we will stay with what we have.",
    "Appreciate the answer. Not a fit for us then.",
    "Thank you, that is helpful, but we won't be doing this.",
    "Good to know. We're not going to pursue it.",
)

GREETINGS: dict[str, tuple[str, ...]] = {
    "formal": ("Dear {first},", "Dear {full},", "Good morning {first},", "Good afternoon,"),
    "friendly": ("Hi {first},", "Hello {first},", "Hey {first},"),
    "brisk": ("{first},", "{first} -", "", ""),
    "phone": ("", "", "Hi {first}", ""),
}

CLOSINGS: dict[str, tuple[str, ...]] = {
    "formal": ("Kind regards,", "Sincerely,", "With best regards,", "Best regards,"),
    "friendly": ("Best,", "Thanks!", "Cheers,", "Have a good one,", "All the best,"),
    "brisk": ("", "Thanks,", "Regards", ""),
    "phone": ("", "Thx", "", "Thanks"),
}

PHONE_FOOTERS: tuple[str, ...] = (
    "Sent from my iPhone",
    "Sent from my phone, please excuse typos",
    "Get Outlook for iOS",
    "Sent from my Galaxy",
)
