/** The single address for apps: forwards every path to the service that owns it. */
@NullMarked
package dev.medislot.gateway;

import org.jspecify.annotations.NullMarked;
