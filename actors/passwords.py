"""Django's password validators in plainer Swedish than its own."""

from django.contrib.auth import password_validation as django


class Similar(django.UserAttributeSimilarityValidator):
    def get_help_text(self):
        return "Inte ditt namn eller din e-postadress."

    def get_error_message(self):
        return "Lösenordet liknar ditt namn eller din e-postadress för mycket. Välj ett annat."


class Short(django.MinimumLengthValidator):
    def get_help_text(self):
        return f"Minst {self.min_length} tecken. En mening som du kommer ihåg är bra."

    def get_error_message(self):
        return f"Lösenordet är för kort. Skriv minst {self.min_length} tecken."


class Common(django.CommonPasswordValidator):
    def get_help_text(self):
        return "Inte ett lösenord som många använder."

    def get_error_message(self):
        return "Det lösenordet använder många, så det är lätt att gissa. Välj ett annat."


class Numeric(django.NumericPasswordValidator):
    def get_help_text(self):
        return "Inte bara siffror."

    def get_error_message(self):
        return "Lösenordet är bara siffror. Skriv också bokstäver."
