package dev.medislot.webapp;

import dev.medislot.common.Role;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Whose pages the handlers of a controller are. A visitor with another role gets a page that says so. Pages that are
 * not for patients need a login. The annotation of a method counts instead of its controller's.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
public @interface PagesFor {

    Role[] value();
}
