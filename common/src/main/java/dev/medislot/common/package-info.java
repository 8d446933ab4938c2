/** The words every service must spell alike: ids, states and statuses. */
@NullMarked
package dev.medislot.common;

import org.jspecify.annotations.NullMarked;
