package dev.medislot.web.json;

import dev.medislot.web.TimeZones;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** An IANA zone such as {@code America/Denver}. */
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = KnownZone.Check.class)
public @interface KnownZone {

    String message() default TimeZones.EXPECTED;

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Check implements ConstraintValidator<KnownZone, String> {

        @Override
        public boolean isValid(@Nullable String zone, ConstraintValidatorContext context) {
            return zone == null || TimeZones.isKnown(zone);
        }
    }
}
