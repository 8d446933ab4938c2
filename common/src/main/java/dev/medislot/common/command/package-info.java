/** What a service's program does once, beside the services that run, and what it says when it cannot start. */
@NullMarked
package dev.medislot.common.command;

import org.jspecify.annotations.NullMarked;
