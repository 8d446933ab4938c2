/** Strict JSON: reads bodies, applies merge patches and names every field that is not acceptable. */
@NullMarked
package dev.medislot.web.json;

import org.jspecify.annotations.NullMarked;
