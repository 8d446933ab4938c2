/** Routes each path to a ready instance of the service that owns it. */
@NullMarked
package dev.medislot.gateway.route;

import org.jspecify.annotations.NullMarked;
