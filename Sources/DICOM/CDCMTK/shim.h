/* DCMTK is C++: it is reached through DICOMShim. This module only tells the package manager which system package to ask for. */
#pragma once
