package dev.medislot.service.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the success answer of a handler whose signature does not show its body, status or headers. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Answers {

    String REPLAYED = "Idempotent-Replayed";

    /** The type of the body; by default the body of the handler's return type. */
    Class<?> value() default Void.class;

    /** The type argument of a generic body, such as the elements of a page. */
    Class<?> of() default Void.class;

    /** The statuses; the headers belong to the first one. By default 200. */
    int[] status() default {};

    String[] headers() default {};

    /** The headers of the answers with the other statuses. */
    String[] otherHeaders() default {};

    String mediaType() default "application/json";
}
