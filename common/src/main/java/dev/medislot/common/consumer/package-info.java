/** How every service reads its topics: what is retried, what is set aside. */
@NullMarked
package dev.medislot.common.consumer;

import org.jspecify.annotations.NullMarked;
