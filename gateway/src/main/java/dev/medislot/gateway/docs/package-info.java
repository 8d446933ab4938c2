/** The description of the API: one OpenAPI document of all services, and pages for people. */
@NullMarked
package dev.medislot.gateway.docs;

import org.jspecify.annotations.NullMarked;
