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
import org.jspecify.annotations.Nullable;

/** The tag of a language that a person can be written to in: {@code en} or {@code es}. */
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = KnownLanguage.Check.class)
public @interface KnownLanguage {

    /** The language of a person who chose none. */
    String DEFAULT = "en";

    String message() default "must be en or es";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Check implements ConstraintValidator<KnownLanguage, String> {

        private static final Set<String> LANGUAGES = Set.of(DEFAULT, "es");

        @Override
        public boolean isValid(@Nullable String language, ConstraintValidatorContext context) {
            return language == null || LANGUAGES.contains(language);
        }
    }
}
