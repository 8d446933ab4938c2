package dev.medislot.web.json;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A first or last name, which mails and other people's pages show: it has a visible letter, and no links, marks of the
 * writing direction or other invisible characters.
 */
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PersonName.Check.class)
@NewValuesOnly
public @interface PersonName {

    String message() default "must be a name, without links and invisible characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Leaves missing and blank names and names of several lines to other constraints. */
    final class Check implements ConstraintValidator<PersonName, String> {

        private static final Pattern LINK = Pattern.compile("://|www\\.|[@\\\\]|\\.\\p{L}{2,}/",
                Pattern.CASE_INSENSITIVE);
        /** The Hangul fillers are letters and the Braille blank is a symbol, but all look like a space. */
        private static final Set<Integer> BLANKS = Set.of(0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0);
        private static final Set<Integer> JOINERS = Set.of(0x200C, 0x200D);
        private static final Set<Integer> UNSEEN = Set.of((int) Character.FORMAT, (int) Character.SURROGATE,
                (int) Character.PRIVATE_USE, (int) Character.UNASSIGNED);

        @Override
        public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
            return name == null || name.isBlank() || accepts(name);
        }

        private static boolean accepts(String name) {
            return name.codePoints().anyMatch(Character::isLetter)
                    && name.codePoints().noneMatch(it -> isUnseen(it) && !JOINERS.contains(it))
                    && areJoinersInsideWords(name) && !LINK.matcher(name).find();
        }

        private static boolean isUnseen(int character) {
            return BLANKS.contains(character) || UNSEEN.contains(Character.getType(character));
        }

        /** Persian and the scripts of India need them between two letters; Latin does not. */
        private static boolean areJoinersInsideWords(String name) {
            for (int i = 0; i < name.length(); i++) {
                if (JOINERS.contains((int) name.charAt(i))
                        && (i == 0 || i == name.length() - 1 || !isJoined(name.codePointBefore(i)))) {
                    return false;
                }
            }
            return true;
        }

        private static boolean isJoined(int character) {
            return switch (Character.UnicodeScript.of(character)) {
                case LATIN, GREEK, CYRILLIC, COMMON -> false;
                default -> Character.isLetter(character) || Character.getType(character) == Character.NON_SPACING_MARK
                        || Character.getType(character) == Character.COMBINING_SPACING_MARK;
            };
        }
    }
}
