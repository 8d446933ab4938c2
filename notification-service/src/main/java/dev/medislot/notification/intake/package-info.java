/** Reads the topics: keeps the projections, and stores the mails that a change asks for. */
@NullMarked
package dev.medislot.notification.intake;

import org.jspecify.annotations.NullMarked;
