/** The parts that all API descriptions share. */
@NullMarked
package dev.medislot.service.api;

import org.jspecify.annotations.NullMarked;
