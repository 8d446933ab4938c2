/** Runs a service or one of its commands, and drains the service before it stops. */
@NullMarked
package dev.medislot.service.program;

import org.jspecify.annotations.NullMarked;
