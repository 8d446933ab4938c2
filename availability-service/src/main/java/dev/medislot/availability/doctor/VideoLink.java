package dev.medislot.availability.doctor;

import dev.medislot.common.BookingLink;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** An absolute HTTPS address, which may have {@code {bookingId}} after its host; null is valid. */
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = VideoLink.Validator.class)
@interface VideoLink {

    String message() default "must be an https address";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Validator implements ConstraintValidator<VideoLink, String> {

        @Override
        public boolean isValid(@Nullable String link, ConstraintValidatorContext context) {
            return link == null || BookingLink.isValid(link);
        }
    }
}
