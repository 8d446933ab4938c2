/** Where a doctor may practise, and from when until when. */
@NullMarked
package dev.medislot.availability.license;

import org.jspecify.annotations.NullMarked;
