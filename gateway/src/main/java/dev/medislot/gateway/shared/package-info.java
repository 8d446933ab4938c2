/** Short texts that all gateways share in Redis, and this gateway's own while Redis is unreachable. */
@NullMarked
package dev.medislot.gateway.shared;

import org.jspecify.annotations.NullMarked;
