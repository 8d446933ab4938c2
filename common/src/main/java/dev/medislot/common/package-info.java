/** The types of the contract that are not events: ids, states, roles, statuses, links and problem types. */
@NullMarked
package dev.medislot.common;

import org.jspecify.annotations.NullMarked;
