/** What a service's program does once, beside the services that run. */
@NullMarked
package dev.medislot.common.command;

import org.jspecify.annotations.NullMarked;
