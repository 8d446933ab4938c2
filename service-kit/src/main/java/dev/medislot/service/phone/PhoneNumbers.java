package dev.medislot.service.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.medislot.web.json.Trimmed;
import java.text.Normalizer;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads telephone numbers; one without a country code is a number of the United States or their territories. */
public final class PhoneNumbers {

    private static final String REGION = "US";
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final Pattern START = Pattern.compile("(?i)(tel[.:]*\\s*)?[+(\\[\\d]");

    private PhoneNumbers() {}

    /**
     * The number in the form it is stored in: E.164, and the extension if there is one, such as
     * {@code +14155550100;ext=12}. Empty for a text that cannot be a telephone number with its area code.
     */
    public static Optional<String> stored(String typed) {
        var text = Normalizer.normalize(Trimmed.Ends.trimmed(typed), Normalizer.Form.NFKC);
        if (!START.matcher(text).lookingAt()) {
            return Optional.empty();
        }
        try {
            var number = NUMBERS.parse(text, REGION);
            return NUMBERS.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
                    ? Optional.of(stored(number))
                    : Optional.empty();
        } catch (NumberParseException _) {
            return Optional.empty();
        }
    }

    private static String stored(PhoneNumber number) {
        var e164 = NUMBERS.format(number, PhoneNumberFormat.E164);
        return number.hasExtension() ? e164 + ";ext=" + number.getExtension() : e164;
    }
}
