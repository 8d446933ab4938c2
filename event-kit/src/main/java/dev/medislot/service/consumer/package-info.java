/** How every service consumes its topics: retries, dead letters, creation of topics. */
@NullMarked
package dev.medislot.service.consumer;

import org.jspecify.annotations.NullMarked;
