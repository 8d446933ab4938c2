package dev.medislot.booking.patient;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A date from 1900 to today in UTC. */
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = DateOfBirth.Check.class)
@interface DateOfBirth {

    String message() default "must be a date from 1900-01-01 to today";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Check implements ConstraintValidator<DateOfBirth, LocalDate> {

        private static final int FIRST_YEAR = 1900;

        @Override
        public boolean isValid(@Nullable LocalDate date, ConstraintValidatorContext context) {
            var today = LocalDate.now(context.getClockProvider().getClock().withZone(ZoneOffset.UTC));
            return date == null || (date.getYear() >= FIRST_YEAR && !date.isAfter(today));
        }
    }
}
