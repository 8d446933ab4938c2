package dev.medislot.web.json;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An email address that a mail can reach from anywhere: no quoted name, and a host of at least two labels, no IP
 * address. It is used together with {@code @Email}, which describes the format.
 */
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = DeliverableEmail.Check.class)
@NewValuesOnly
public @interface DeliverableEmail {

    String message() default "must be an address that mails can reach";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Checks the form in which the address is stored; leaves texts without an {@code @} to {@code @Email}. */
    final class Check implements ConstraintValidator<DeliverableEmail, String> {

        private static final String ATOM = "[\\p{L}\\p{M}\\p{Nd}!#$%&'*+/=?^_`{|}~-]+";
        private static final Pattern LOCAL = Pattern.compile(ATOM + "(\\." + ATOM + ")*");
        private static final int MAX_LOCAL = 64;
        private static final String LABEL = "[\\p{L}\\p{M}\\p{Nd}-]+";
        private static final Pattern HOST = Pattern.compile(LABEL + "(\\." + LABEL + ")*\\.(?!\\d+$)" + LABEL);
        private static final int MAX_HOST = 253;

        @Override
        public boolean isValid(@Nullable String typed, ConstraintValidatorContext context) {
            if (typed == null || typed.indexOf('@') < 0) {
                return true;
            }
            var address = EmailAddress.normalized(typed);
            var at = address.lastIndexOf('@');
            return isLocal(address.substring(0, at)) && isHost(address.substring(at + 1));
        }

        private static boolean isLocal(String text) {
            return LOCAL.matcher(text).matches() && text.getBytes(StandardCharsets.UTF_8).length <= MAX_LOCAL;
        }

        private static boolean isHost(String text) {
            try {
                return HOST.matcher(text).matches()
                        && IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES | IDN.ALLOW_UNASSIGNED).length() <= MAX_HOST;
            } catch (IllegalArgumentException _) {
                return false;
            }
        }
    }
}
