package dev.medislot.booking.patient;

import dev.medislot.service.security.Caller;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Requires an email address and a password, except from staff: they may leave out the password, and the address too if
 * they give a telephone number.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = CompleteRegistration.Check.class)
@interface CompleteRegistration {

    String message() default "is incomplete";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    class Check implements ConstraintValidator<CompleteRegistration, RegistrationRequest> {

        @Override
        public boolean isValid(RegistrationRequest request, ConstraintValidatorContext context) {
            context.disableDefaultConstraintViolation();
            var byStaff = Caller.current().filter(Caller::isStaff).isPresent();
            var hasEmail = request.email() != null && !request.email().isBlank();
            var valid = true;
            if (!hasEmail && (!byStaff || request.email() != null)) {
                valid = refuse(context, "email", "must not be blank");
            }
            if (!byStaff && request.password() == null) {
                valid = refuse(context, "password", "must not be null");
            }
            if (byStaff && request.email() == null && request.password() != null) {
                valid = refuse(context, "password", "needs an email address");
            }
            if (byStaff && request.email() == null && request.phone() == null) {
                valid = refuse(context, "phone", ChangePatient.NEEDS_PHONE);
            }
            return valid;
        }

        private static boolean refuse(ConstraintValidatorContext context, String field, String message) {
            context.buildConstraintViolationWithTemplate(message).addPropertyNode(field).addConstraintViolation();
            return false;
        }
    }
}
