package dev.medislot.service.security;

import dev.medislot.common.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Refuses other callers before the parameters and the body of a request are read, so that they do not learn which of
 * them are wrong.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnlyFor {

    /** All callers of these roles. */
    Role[] value() default {};

    /** The caller of such a role whose own id is the {@code id} in the path. */
    Role[] self() default {};

    /** Whether the guardian of the patient whose id is the {@code id} in the path may call it too. */
    boolean guardian() default false;
}
