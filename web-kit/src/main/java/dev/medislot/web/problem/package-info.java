/** Every way a request can be refused, as RFC 9457 problem documents. */
@NullMarked
package dev.medislot.web.problem;

import org.jspecify.annotations.NullMarked;
