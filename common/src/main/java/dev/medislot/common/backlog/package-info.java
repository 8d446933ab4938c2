/** How much waits in a table to be done. */
@NullMarked
package dev.medislot.common.backlog;

import org.jspecify.annotations.NullMarked;
