"""Who the user is and what he offers: the profile that mails are written from."""
