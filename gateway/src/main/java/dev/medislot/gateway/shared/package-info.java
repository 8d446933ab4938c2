/** Short texts that all gateways share in Redis, and the digests in their keys. */
@NullMarked
package dev.medislot.gateway.shared;

import org.jspecify.annotations.NullMarked;
