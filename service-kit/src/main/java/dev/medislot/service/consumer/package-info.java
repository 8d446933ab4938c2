/** How every service reads its topics: what is retried, what is set aside. */
@NullMarked
package dev.medislot.service.consumer;

import org.jspecify.annotations.NullMarked;
