//! The NHS number: ten digits with a Modulus 11 check digit, shown 3-3-4.
