package dev.medislot.web.json;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A text without line breaks and tabs, such as a name; free text may contain them. */
@Target({ ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = OneLine.Lines.class)
public @interface OneLine {

    String message() default "must be one line";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Also finds Unicode's line and paragraph separators. */
    final class Lines implements ConstraintValidator<OneLine, String> {

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null
                    || text.chars().noneMatch(it -> Character.isISOControl(it) || it == '\u2028' || it == '\u2029');
        }
    }
}
