/** A private calendar that a person can subscribe to. */
@NullMarked
package dev.medislot.notification.feed;

import org.jspecify.annotations.NullMarked;
