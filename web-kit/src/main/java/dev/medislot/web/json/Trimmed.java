package dev.medislot.web.json;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.util.StdConverter;

/**
 * A text of a body that is read without the white space and invisible characters at its ends, which keyboards and the
 * clipboard add. Never on a password.
 */
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@JacksonAnnotationsInside
@JsonDeserialize(converter = Trimmed.Ends.class)
public @interface Trimmed {

    final class Ends extends StdConverter<String, String> {

        @Override
        public String convert(String text) {
            return trimmed(text);
        }

        public static String trimmed(String text) {
            int start = 0;
            int end = text.length();
            while (start < end && isBlank(text.charAt(start))) {
                start++;
            }
            while (start < end && isBlank(text.charAt(end - 1))) {
                end--;
            }
            return text.substring(start, end);
        }

        private static boolean isBlank(char it) {
            return Character.isWhitespace(it) || Character.isSpaceChar(it) || isInvisible(it);
        }

        /** Such as a zero-width space, a byte order mark, a soft hyphen or a mark of the writing direction. */
        static boolean isInvisible(char it) {
            return Character.getType(it) == Character.FORMAT;
        }
    }
}
