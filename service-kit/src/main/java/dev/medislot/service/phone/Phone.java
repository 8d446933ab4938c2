package dev.medislot.service.phone;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.util.StdConverter;

/** A telephone number of a body, as a person writes it, that is read in the form of {@link PhoneNumbers}. */
@Target({ ElementType.FIELD, ElementType.PARAMETER })
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Phone.Check.class)
@JacksonAnnotationsInside
@JsonDeserialize(converter = Phone.Form.class)
public @interface Phone {

    String message() default "must be a telephone number with area code, such as (415) 555-0100 or +44 20 7946 0958";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Leaves a text that is not a number, which the check then refuses. */
    final class Form extends StdConverter<String, String> {

        @Override
        public String convert(String typed) {
            return PhoneNumbers.stored(typed).orElse(typed);
        }
    }

    final class Check implements ConstraintValidator<Phone, String> {

        @Override
        public boolean isValid(@Nullable String phone, ConstraintValidatorContext context) {
            return phone == null || PhoneNumbers.stored(phone).isPresent();
        }
    }
}
