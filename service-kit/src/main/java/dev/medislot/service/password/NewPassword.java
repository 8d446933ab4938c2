package dev.medislot.service.password;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A password that a person chooses: not a common one, and of valid Unicode. Needs {@code @Size} beside it. */
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = NewPassword.Check.class)
public @interface NewPassword {

    int MIN_LENGTH = 8;

    /** The max length; a longer password is refused before it costs a hash. */
    int MAX_LENGTH = 200;

    String message() default "is too easy to guess: it is a common password, a single word or name, or one character "
            + "repeated";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Check implements ConstraintValidator<NewPassword, String> {

        @Override
        public boolean isValid(@Nullable String password, ConstraintValidatorContext context) {
            return password == null || !isGuessable(password);
        }

        /** A half of a surrogate pair has no UTF-8, so all of them would make the same hash. */
        private static boolean isGuessable(String password) {
            return password.codePoints().distinct().count() <= 1
                    || password.codePoints().anyMatch(it -> Character.getType(it) == Character.SURROGATE)
                    || CommonPasswords.contains(Passwords.normalized(password));
        }
    }
}
