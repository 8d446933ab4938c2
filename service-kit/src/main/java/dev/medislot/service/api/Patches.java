package dev.medislot.service.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes the body of a handler that takes a merge patch as a tree: any of the fields of the patched type. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Patches {

    /** The patched type. */
    Class<?> value();

    /** The name of the body's schema. */
    String name();
}
