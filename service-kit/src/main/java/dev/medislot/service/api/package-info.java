/** What the API descriptions of all services share. */
@NullMarked
package dev.medislot.service.api;

import org.jspecify.annotations.NullMarked;
