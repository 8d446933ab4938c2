/** The states where a doctor may practise, each with its dates. */
@NullMarked
package dev.medislot.availability.license;

import org.jspecify.annotations.NullMarked;
