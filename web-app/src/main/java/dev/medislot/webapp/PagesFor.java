package dev.medislot.webapp;

import dev.medislot.common.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The roles for which a controller has pages. A visitor with another role gets a page that says so. Pages that are not
 * for patients need a login. The annotation of a method counts instead of its controller's.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface PagesFor {

    Role[] value();
}
