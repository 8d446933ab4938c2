/** How to write to each person, as the services that keep their accounts say. */
@NullMarked
package dev.medislot.notification.contact;

import org.jspecify.annotations.NullMarked;
