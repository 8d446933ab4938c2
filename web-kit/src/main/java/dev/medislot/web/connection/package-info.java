/** How long a request may take to arrive, and how many connections one client address may have open. */
@NullMarked
package dev.medislot.web.connection;

import org.jspecify.annotations.NullMarked;
